"""The embedded sample: invented pages in the manner of the study's sources, for a run without a site."""
