/** The part of the server with what is asked for by hand. It is loaded when the first such request comes. */
import type { Services } from './answering.ts';
import { completionAnswers } from './completing.ts';
import { dataFlowAnswers } from './data-flow.ts';
import { differenceAnswer } from './differences.ts';
import { fileLinkAnswers } from './file-links.ts';
import { lensAnswers } from './lenses.ts';
import { namingAnswers } from './naming.ts';
import { readingAnswers } from './reading.ts';
import { writingAnswers } from './writing.ts';

export type Answers = ReturnType<typeof answersOnRequest>;

export const answersOnRequest = (services: Services) => ({
  ...readingAnswers(services),
  ...namingAnswers(services),
  ...completionAnswers(services),
  ...writingAnswers(services),
  ...lensAnswers(services),
  difference: differenceAnswer(services),
  ...fileLinkAnswers(services),
  ...dataFlowAnswers(services),
});
