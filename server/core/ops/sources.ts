/** The page of a `torch.nn` module. */
export const torchPage = (module: string): string =>
  `https://docs.pytorch.org/docs/stable/generated/torch.nn.${module}.html`;

/** The page of an ONNX operator. */
export const onnxPage = (operator: string): string => `https://onnx.ai/onnx/operators/onnx__${operator}.html`;
