"""The accessibility tree of a page, as a screen reader walks through it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

LANDMARKS = {"banner", "main", "navigation", "region", "search", "form", "dialog", "alertdialog"}
CONTROLS = {
    *("button", "link", "textbox", "searchbox", "combobox", "slider", "spinbutton"),
    *("checkbox", "radio", "switch", "tab", "menuitem"),
}
SILENT = {"InlineTextBox", "none", "generic"}


@dataclass
class Node:
    """What is read of an element: its role, its name, its description, and what is inside."""

    role: str
    name: str = ""
    description: str = ""
    level: int | None = None
    is_live: bool = False
    scrolls: bool = False
    is_off: bool = False
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def within(self, roles: set[str]) -> Iterator["Node"]:
        """The nodes of these roles inside, in the order of reading."""
        return (node for node in self.walk() if node is not self and node.role in roles)

    def text(self) -> str:
        return " ".join(node.name for node in self.walk() if node.role == "StaticText").strip()


def tree_of(page: Page) -> Node:
    """The tree as Chromium gives it to a screen reader, without what it leaves out."""
    session = page.context.new_cdp_session(page)
    found = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known = {node["nodeId"]: node for node in found}
    root = Node("page")
    root.children = _shown(known, next(node for node in found if "parentId" not in node))
    return root


def _shown(known: dict[str, dict], raw: dict) -> list[Node]:
    inside = [known[one] for one in raw.get("childIds", []) if one in known]
    children = [node for one in inside for node in _shown(known, one)]
    role = raw.get("role", {}).get("value", "")
    if raw.get("ignored") or role in SILENT:
        return children
    told = {one["name"]: one["value"].get("value") for one in raw.get("properties", [])}
    words = [str(raw.get(one, {}).get("value", "")) for one in ("name", "description")]
    is_live = told.get("live") in ("polite", "assertive")
    # a place that scrolls by itself can be focused: it needs a name, but no heading
    scrolls = role == "region" and told.get("focusable") is True
    is_off = told.get("disabled") is True
    return [Node(role, *words, told.get("level"), is_live, scrolls, is_off, children)]


def controls_by_region(node: Node, region: Node) -> Iterator[tuple[int, str, Node]]:
    """Each control, with its nearest landmark: a number of its own, and its name."""
    for child in node.children:
        if child.role in CONTROLS:
            yield id(region), f"{region.role} {region.name}", child
        yield from controls_by_region(child, child if child.role in LANDMARKS else region)


def repeated(node: Node) -> list[str]:
    """Controls without a name, or with a name that another one of their region has."""
    seen: set[tuple[int, str]] = set()
    faults = []
    for key, place, control in controls_by_region(node, node):
        if not control.name.strip() or (key, control.name) in seen:
            faults.append(f"{place}: {control.role} {control.name!r}")
        seen.add((key, control.name))
    return faults
