import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Stubs for what jsdom lacks. Elements have no size there, so the observers do nothing.
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

vi.stubGlobal("matchMedia", () => ({
  matches: false,
  addEventListener() {},
  removeEventListener() {},
}));

vi.stubGlobal("CSS", { escape: (text: string) => text });

afterEach(cleanup);
