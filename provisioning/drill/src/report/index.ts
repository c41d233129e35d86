export { markdownTable } from './markdown';
export { reportHtml } from './page';
export { terminalTable } from './terminal';
