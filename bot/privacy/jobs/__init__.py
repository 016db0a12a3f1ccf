"""What happens to data beside the conversation: erasures, exports, and what goes by itself."""
