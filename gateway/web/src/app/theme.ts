import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from "@mantine/core";

/** The one accent: the green of a table's felt. */
const felt: MantineColorsTuple = [
  "#eef6f3",
  "#dcebe5",
  "#b6d7cb",
  "#8cc2af",
  "#69b097",
  "#53a588",
  "#3f8f74",
  "#2b755e",
  "#1d5f4c",
  "#0d4a39",
];

/** For what cannot be taken back. */
const alarm: MantineColorsTuple = [
  "#fdf0ee",
  "#fbdcd8",
  "#f5b8b0",
  "#ffa99e",
  "#ff9d92",
  "#d9564a",
  "#c43d31",
  "#b32f24",
  "#a3261b",
  "#7f1c13",
];

const ours = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--quiet)",
  "--mantine-color-placeholder": "var(--quiet)",
  "--mantine-color-error": "var(--alarm)",
  "--mantine-color-anchor": "var(--accent)",
};

/** Ours in the place of Mantine's colours, some of which are too faint to be read by all. */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: ours,
  dark: ours,
});

export const theme = createTheme({
  primaryColor: "felt",
  primaryShade: { light: 8, dark: 7 },
  colors: { felt, alarm },
  autoContrast: true,
  defaultRadius: "sm",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: {
    fontFamily: '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif',
    fontWeight: "600",
  },
  cursorType: "pointer",
  respectReducedMotion: true,
});

export const schemes = localStorageColorSchemeManager({ key: "parley.theme" });
