import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { config, type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';

/** Stands for core's frame around a page of a plugin: heading, actions, tabs. */
export function FakePluginPage({ pageNav, renderTitle, subTitle, actions, info, children }: PluginPageProps) {
  const styles = useStyles2(stylesOf);
  const { pathname } = useLocation();
  const title = pageNav?.text ?? nameOf(pathname);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.title}>{renderTitle ? renderTitle(title) : <h1>{title}</h1>}</div>
        {info?.map(({ label, value }) => (
          <div key={label}>
            <small>{label}</small> {value}
          </div>
        ))}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {(subTitle ?? pageNav?.subTitle) && <div className={styles.subTitle}>{subTitle ?? pageNav?.subTitle}</div>}
      {pageNav?.children && <Tabs items={pageNav.children} />}
      {children}
    </div>
  );
}

const Tabs = ({ items }: { items: NavModelItem[] }) => (
  <TabsBar>
    {items.map(({ id, text, url, active }) => (
      <Tab key={id ?? text} label={text} active={Boolean(active)} {...(url && { href: url })} />
    ))}
  </TabsBar>
);

function nameOf(pathname: string): string {
  const includes = Object.values(config.apps).flatMap(
    app => (app as unknown as { includes?: Include[] }).includes ?? [],
  );
  return includes.find(({ path }) => path === pathname)?.name ?? 'Autocura';
}

interface Include {
  name: string;
  path?: string;
}

const stylesOf = (theme: GrafanaTheme2) => ({
  page: css({ padding: theme.spacing(2), display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }),
  header: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 3), marginBottom: theme.spacing(2) }),
  title: css({ flex: 1, minWidth: 0, '& h1': { margin: 0 } }),
  actions: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center' }),
  subTitle: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2) }),
});
