/** The preview page. */
import './styles/page.css';
import { render } from 'preact';
import { copy, post } from './host.ts';
import { Session } from './session.ts';
import { INITIAL } from './state.ts';
import type { State } from './state.ts';
import { Page } from './views/page.tsx';
import type { PageActions } from './views/page.tsx';

const actions: PageActions = {
  choose: id => session.inputs.choose(id),
  add: file => void session.inputs.add(file),
  draw: bitmap => session.inputs.draw(bitmap),
  drawing: () => session.inputs.drawing,
  open: () => post({ type: 'openPicture' }),
  chooseLayer: layer => session.chooseLayer(layer),
  study: (study, name) => session.study(study, name),
  endStudy: () => session.endStudy(),
  closeOcclusion: () => session.closeOcclusion(),
  togglePin: () => session.togglePin(),
  cancel: () => session.cancel(),
  see: (path, isSeen) => session.see(path, isSeen),
  reveal: span => post({ type: 'reveal', span }),
  openTab: tab => session.openTab(tab),
  save: (name, bytes) => post({ type: 'save', name, bytes }),
  copy,
};

const show = (state: State): void => render(<Page state={state} actions={actions} />, document.body);

show(INITIAL);
const session = new Session(show);
