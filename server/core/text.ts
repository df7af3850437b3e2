/** A half-open range of UTF-16 offsets, `[start, end)`, in one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spanOf = (first: { readonly span: Span }, last: { readonly span: Span }): Span => ({
  start: first.span.start,
  end: last.span.end,
});

/** True when `offset` is inside `span` or at one of its two ends, as a cursor is. */
export const touches = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
