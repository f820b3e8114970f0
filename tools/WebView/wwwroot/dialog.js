// A dialog that keeps the keyboard within it, as HTML has it.
export function open(dialog) {
  if (!dialog.open) {
    dialog.showModal();
  }
}

export function close(dialog) {
  dialog.close();
}
