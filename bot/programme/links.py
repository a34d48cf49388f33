"""Official pages: the hosts a link may point to, and the pages by id."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import model_validator

from bot.programme.written import Written


class Links(Written):
    """flows/links.yaml: every page is https on one of the hosts or below it."""

    hosts: tuple[str, ...]
    links: Mapping[str, str]

    @model_validator(mode="after")
    def _only_listed_hosts(self) -> Links:
        for link_id, url in self.links.items():
            if not self._listed(url):
                raise ValueError(f"{link_id}: {url} is not https on a listed host")
        return self

    def _listed(self, url: str) -> bool:
        parts = urlsplit(url)
        host = str(parts.hostname)
        known = any(host == listed or host.endswith(f".{listed}") for listed in self.hosts)
        return parts.scheme == "https" and known and "\\" not in url
