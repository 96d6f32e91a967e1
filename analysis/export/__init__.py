"""What leaves for other programs: the feature table, the study's labels, and the marts as described files."""

from analysis.export.marts import FEATURES_VERSION, FORMATS, export_marts, features, labels

__all__ = ["FEATURES_VERSION", "FORMATS", "export_marts", "features", "labels"]
