/** The networks that are analysed: He et al., 2015, table 1, as torchvision has them. */
export interface ResNet {
  readonly name: string;
  /** How many bottlenecks each of the four stages has. */
  readonly depths: readonly [number, number, number, number];
  /** The learnable parameters. */
  readonly params: number;
}

export const RESNET50: ResNet = { name: 'ResNet-50', depths: [3, 4, 6, 3], params: 25_557_032 };

export const RESNET152: ResNet = { name: 'ResNet-152', depths: [3, 8, 36, 3], params: 60_192_808 };
