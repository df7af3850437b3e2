/** `image-2.png` where there is an `image.png`. What no file may be called is left out. */
export function freeName(name: string, taken: readonly string[]): string {
  const [, stem = '', ending = ''] =
    /^(.*?)((?:\.\w{1,5})?)$/s.exec(name.replace(/[^\p{L}\p{N}._ -]/gu, '').slice(-80)) ?? [];
  const own = stem.replace(/^[. ]+/, '') || 'picture';
  for (let count = 1; ; count++) {
    const free = `${own}${count > 1 ? `-${count}` : ''}${ending}`;
    if (!taken.includes(free)) return free;
  }
}
