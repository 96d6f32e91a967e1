"""From what each capture shows to `documents`: the newest text, the best date, without the lines that a site repeats."""
