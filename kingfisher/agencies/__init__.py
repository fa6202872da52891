"""Who we are: agency, team, practitioner and role."""
