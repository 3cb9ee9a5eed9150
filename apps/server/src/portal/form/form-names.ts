/** Name of the buttons of a form page; their values say which one was pressed. */
export const ACTION = '_action'
/** Names the fields that stood on the page, so that a question that appears later is asked before it is missed. */
export const SHOWN = '_shown'
