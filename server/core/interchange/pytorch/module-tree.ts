/** Where modules are kept, so that the state dict has the paths that Fovea shows. */
import { isIdentifier, quoted } from './python-text.ts';

/**
 * What `nn.Module` and `nn.ModuleDict` are: a module of such a name would not be found, or is refused.
 * https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
 */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'T_destination add_module apply bfloat16 buffers call_super_init children clear compile cpu cuda double dump_patches ' +
    'eval extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu items keys ' +
    'load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters pop ' +
    'register_backward_hook register_buffer register_forward_hook register_forward_pre_hook ' +
    'register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook ' +
    'register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook ' +
    'register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty ' +
    'train training type update values xpu zero_grad'
  ).split(' '),
);

/** A part of a path that PyTorch has no place for. */
export const takenName = (path: string): string | undefined => path.split('.').find(part => TAKEN.has(part));

/** `self.layer1["0"]["conv1"]`: levels are `nn.ModuleDict`s. */
export function access(path: string): string {
  const [root = '', ...inner] = path.split('.');
  const first = isIdentifier(root) ? `self.${root}` : `self._modules[${quoted(root)}]`;
  return first + inner.map(part => `[${quoted(part)}]`).join('');
}

/** The statement that keeps a module at a path. */
export const keeping = (path: string, module: string): string =>
  path.includes('.') || isIdentifier(path)
    ? `${access(path)} = ${module}`
    : `self.add_module(${quoted(path)}, ${module})`;

/** The levels above a path, from the outermost on. */
export const levelsAbove = (path: string): readonly string[] => {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
};
