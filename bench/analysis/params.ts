/** The learnable parameters of torchvision's `resnet50`. */
export const RESNET50_PARAMS = 25_557_032;
