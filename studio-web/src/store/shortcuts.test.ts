import { expect, it } from "vitest";
import { EN, ES } from "../words/keys";
import { en } from "../words/en";
import { VIEWS } from "../views/views";
import { SHORTCUTS, shortcutOf, type ShortcutName } from "./shortcuts";

/** The shortcut of a key that is pressed in the element of this HTML. */
function pressedIn(html: string, key: string, more: KeyboardEventInit = {}, isOn = true) {
  document.body.innerHTML = html;
  const target = document.querySelector("[data-here]") ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  let found: ShortcutName | null = null;
  const listen = (pressed: KeyboardEvent) => (found = shortcutOf(pressed, isOn));
  window.addEventListener("keydown", listen);
  target.dispatchEvent(event);
  window.removeEventListener("keydown", listen);
  return found;
}

it("finds each key of the list, and no other", () => {
  for (const [name, { keys }] of Object.entries(SHORTCUTS))
    for (const key of keys) expect(pressedIn("", key)).toBe(name);
  expect(pressedIn("", "q")).toBeNull();
});

it("has no key twice, and a digit for each screen", () => {
  const keys = Object.values(SHORTCUTS).flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(SHORTCUTS.screen.keys.length).toBe(VIEWS.length);
});

it("leaves every key to fields, dialogs, menus and drawings", () => {
  const takers = [
    "<input data-here />",
    '<input type="search" data-here />',
    "<textarea data-here></textarea>",
    "<select data-here></select>",
    '<p contenteditable="true" data-here></p>',
    '<div role="dialog"><button data-here></button></div>',
    '<div role="menu"><i data-here></i></div>',
    '<div role="application" data-here></div>',
  ];
  for (const html of takers)
    for (const { keys } of Object.values(SHORTCUTS))
      for (const key of keys) expect(pressedIn(html, key), `${key} in ${html}`).toBeNull();
});

it("leaves Space to what it presses, and letters to nobody", () => {
  for (const html of ["<button data-here></button>", '<i role="tab" data-here></i>']) {
    expect(pressedIn(html, " ")).toBeNull();
    expect(pressedIn(html, "s")).toBe("step");
  }
  expect(pressedIn('<input type="range" data-here />', "ArrowRight")).toBeNull();
  expect(pressedIn('<div role="grid"><i data-here></i></div>', "Home")).toBeNull();
});

it("leaves keys with Ctrl, Alt and Meta to browsers and screen readers", () => {
  for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
    expect(pressedIn("", "s", more)).toBeNull();
});

it("can be switched off; then only keys that type nothing are left", () => {
  expect(pressedIn("", "s", {}, false)).toBeNull();
  expect(pressedIn("", "?", {}, false)).toBeNull();
  expect(pressedIn("", "ArrowLeft", {}, false)).toBe("previous");
});

it("is explained for the same screens in both languages", () => {
  expect(Object.keys(EN.parts)).toEqual(Object.keys(ES.parts));
  for (const [place, rows] of Object.entries(EN.parts))
    expect(ES.parts[place as keyof typeof ES.parts]).toHaveLength(rows.length);
  const known = [...Object.keys(en.screens), "all", "tour"];
  for (const { screens } of Object.values(SHORTCUTS))
    for (const screen of screens ?? []) expect(known).toContain(screen);
});
