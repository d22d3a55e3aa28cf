/**
 * How the page looks. The style sheets do the rest.
 *
 * @returns {{update: (settings: object) => void}}
 */
export function createAppearanceView() {
  const root = document.documentElement;
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')]; // the browser's own, of light and of dark
  const [light, dark] = bars.map(({ content }) => content);

  return {
    update({ theme, density }) {
      root.dataset.theme = theme;
      root.dataset.density = density;
      const [first, second] = { light: [light, light], dark: [dark, dark] }[theme] ?? [light, dark];
      bars[0].content = first;
      bars[1].content = second;
    },
  };
}
