"""Plugins: found by domain, read from TOML or Python, checked, merged with their families."""

from cleaner.sites.directories import PluginDir, plugin_directories
from cleaner.sites.index import SiteRef
from cleaner.sites.python import SitePlugin
from cleaner.sites.registry import SiteRegistry

__all__ = ["PluginDir", "SitePlugin", "SiteRef", "SiteRegistry", "plugin_directories"]
