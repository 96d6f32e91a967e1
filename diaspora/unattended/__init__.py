"""What a run that nobody watches needs: one at a time, its own log, alarms that are told once, somebody to tell."""
