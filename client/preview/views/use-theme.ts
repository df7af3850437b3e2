import { useEffect, useState } from 'preact/hooks';

/** The colour theme's name: canvases have to be drawn again when it changes. */
export function useTheme(): string {
  const [theme, setTheme] = useState(themeName);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(themeName()));
    observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

const themeName = (): string => `${document.body.className} ${document.body.dataset['vscodeThemeId'] ?? ''}`;

/** A colour of the theme, by its name in VS Code's reference: `charts-blue`. */
export const themeColour = (name: string): string =>
  getComputedStyle(document.body).getPropertyValue(`--vscode-${name}`) || 'currentcolor';
