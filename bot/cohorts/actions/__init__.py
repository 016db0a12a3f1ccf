"""What coordinators do with cohorts: make one, set its milestones, change its dates."""
