/** Controls with VS Code's own look, as components. */
// Importing a control is what defines its element.
// oxlint-disable import/no-unassigned-import
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { h } from 'preact';
import type { VNode } from 'preact';

interface ButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
}

export const Button = ({ icon, label, onClick }: ButtonProps): VNode =>
  h('vscode-button', { icon, secondary: true, onClick } as object, label);

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const Checkbox = ({ label, checked, onChange }: CheckboxProps): VNode =>
  h('vscode-checkbox', {
    label,
    checked,
    onChange: (event: globalThis.Event) => onChange((event.currentTarget as HTMLInputElement).checked),
  } as object);

export const ProgressBar = ({ label }: { readonly label: string }): VNode =>
  h('vscode-progress-bar', { indeterminate: true, ariaLabel: label } as object);
