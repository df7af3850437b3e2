interface ToolProps {
  readonly icon: string;
  readonly label: string;
  /** Of a button that stays pressed. */
  readonly isPressed?: boolean;
  readonly press: () => void;
}

/** A button that is an icon. */
export const Tool = ({ icon, label, isPressed, press }: ToolProps) => (
  <button
    type="button"
    class={`icon codicon codicon-${icon}`}
    aria-label={label}
    aria-pressed={isPressed}
    title={label}
    onClick={press}
  />
);
