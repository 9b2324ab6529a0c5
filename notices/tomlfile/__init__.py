"""TOML files whose faults know their line."""

from notices.tomlfile.faults import Why, faults_from
from notices.tomlfile.file import TomlFile, read_toml

__all__ = ["TomlFile", "Why", "faults_from", "read_toml"]
