"""All SQL of questions to tutors. State changes are comparisons: no row changed, a refusal."""
