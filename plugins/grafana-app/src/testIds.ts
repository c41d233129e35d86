/** What tests find parts of a page by where no role and no name tells them apart. */
export const testIds = {
  page: (name: string) => `autocura-page-${name}`,
};
