// What can be undone, on the viewer's own stack, so that its keys and buttons and those of the panel take back the same things.

export class UndoStack {
  /**
   * @param history the viewer's stack
   * @param ours whether a segmentation is one of ours: strokes in it are steps of a session, and the viewer's memos of them go
   */
  constructor(history, ours) {
    this.history = history;
    this.ours = ours;
  }

  enter() {
    const { history } = this;
    const push = history.push.bind(history);
    history.push = memo => (this.ours(memo?.segmentationId) ? undefined : push(memo));
  }

  leave() {
    delete this.history.push;
    this.forget();
  }

  /** Nothing that was done so far can be undone any more. */
  forget() {
    const { history } = this;
    history.size = history.size; // eslint-disable-line no-self-assign -- empties it
  }

  /**
   * Something was done; when its result is nothing, or a refusal, there is nothing to undo.
   *
   * @param {{ undo: () => unknown, redo: () => unknown, result?: unknown, settled?: () => boolean | undefined,
   *     told?: (isUndo: boolean) => void }} step settled is whether it was taken back by other means since; told hears of each undo and redo
   */
  push({ undo, redo, result, settled = () => false, told = () => {} }) {
    const memo = {
      settled,
      id: 'deepgrow',
      operationType: 'deepgrow',
      dead: false,
      restoreMemo: isUndo => {
        if (memo.dead) {
          return;
        }
        told(isUndo);
        isUndo ? undo() : redo();
      },
    };
    this.history.push(memo);
    Promise.resolve(result).then(
      done => (memo.dead ||= done === null || done === false),
      () => (memo.dead = true),
    );
  }

  get #undone() {
    const { ring, position, size, redoAvailable } = this.history;
    return redoAvailable > 0 ? ring[(position + 1) % size] : null;
  }

  get #done() {
    const { ring, position, undoAvailable } = this.history;
    return undoAvailable > 0 ? ring[position] : null;
  }

  /** Takes back the last thing that was done; false when there is none. */
  undo() {
    for (let memo = this.#done; memo?.dead || memo?.settled?.(); memo = this.#done) {
      memo.dead = true;
      this.history.undo();
    }
    const any = this.history.canUndo;
    any && this.history.undo();
    return any;
  }

  /** Does again what was taken back last; false when there is none. */
  redo() {
    while (this.#undone?.dead) {
      this.history.redo();
    }
    const any = this.history.canRedo;
    any && this.history.redo();
    return any;
  }
}
