interface ToolProps {
  readonly icon: string;
  readonly label: string;
  readonly press: () => void;
}

/** A button that is an icon. */
export const Tool = ({ icon, label, press }: ToolProps) => (
  <button type="button" class={`icon codicon codicon-${icon}`} aria-label={label} title={label} onClick={press} />
);
