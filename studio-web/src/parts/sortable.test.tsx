import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { Sortable } from "./Sortable";

function Letters() {
  const [letters, setLetters] = useState(["a", "b", "c"]);
  return (
    <Sortable
      items={letters}
      nameOf={(letter) => letter}
      hint="drag"
      announcementOf={(name, place) => `${name} is now ${place}`}
      onSort={setLetters}
    >
      {(letter, _, handle) => (
        <p>
          {handle} {letter}
        </p>
      )}
    </Sortable>
  );
}

const order = () => screen.getAllByRole("listitem").map((item) => item.getAttribute("aria-label"));
const press = (name: string, key: string) =>
  fireEvent.keyDown(screen.getByRole("button", { name: `${name}: drag` }), { key });

it("moves an item by the arrow keys of its handle, keeps the focus there, and announces it", async () => {
  render(<Letters />);
  press("a", "ArrowDown");
  expect(order()).toEqual(["b", "a", "c"]);
  expect(screen.getByRole("status").textContent).toBe("a is now 2");
  await act(() => new Promise((done) => requestAnimationFrame(done)));
  expect(document.activeElement?.getAttribute("aria-label")).toBe("a: drag");
});

it("moves nothing past the ends, or by other keys", () => {
  render(<Letters />);
  press("a", "ArrowUp");
  press("c", "ArrowDown");
  press("b", "ArrowLeft");
  expect(order()).toEqual(["a", "b", "c"]);
});
