"""What there is to see of quizzes: which there are, their questions, what an attempt came to."""
