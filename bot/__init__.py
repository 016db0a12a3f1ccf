"""jobbroker: from a first self-assessment to a portfolio an assessor can judge, on a phone."""
