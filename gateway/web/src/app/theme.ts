import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from "@mantine/core";

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

export const theme = createTheme({
  primaryColor: "felt",
  primaryShade: { light: 8, dark: 7 },
  colors: { felt },
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
