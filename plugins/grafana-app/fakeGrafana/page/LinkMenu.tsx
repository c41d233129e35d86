import type { PluginExtensionLink } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Button, Dropdown, IconButton, Menu, Modal } from '@grafana/ui';
import { useState } from 'react';
import { linksFor } from './extensionRegistry';

/** A menu of what apps add at a point. Where core asks before it leaves the page, so does this. */
export function LinkMenu({
  label,
  point,
  context,
  asks,
}: {
  label: string;
  point: string;
  context?: object;
  asks?: boolean;
}) {
  const [going, setGoing] = useState<PluginExtensionLink>();
  const follow = (link: PluginExtensionLink, event: React.MouseEvent) => {
    link.onClick?.(event);
    if (!link.path) return;
    if (asks) setGoing(link);
    else locationService.push(link.path);
  };
  const menu = () => (
    <Menu>
      {linksFor(point, context).map(link => (
        <Menu.Item
          key={link.id}
          label={link.title}
          description={link.description}
          onClick={event => follow(link, event as React.MouseEvent)}
        />
      ))}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu}>
        <IconButton name="ellipsis-v" aria-label={label} variant="secondary" />
      </Dropdown>
      {going && (
        <Modal isOpen title={going.title} onDismiss={() => setGoing(undefined)}>
          <p>Do you want to proceed in the current tab or open a new tab?</p>
          <Modal.ButtonRow>
            <Button variant="secondary" fill="outline" onClick={() => setGoing(undefined)}>
              Cancel
            </Button>
            <Button onClick={() => locationService.push(going.path!)}>Open</Button>
          </Modal.ButtonRow>
        </Modal>
      )}
    </>
  );
}

/** What apps add at a point, beside each other. */
export function LinkBar({ point, context }: { point: string; context?: object }) {
  return linksFor(point, context).map(link => (
    <Button
      key={link.id}
      variant="secondary"
      tooltip={link.description}
      {...(link.icon && { icon: link.icon })}
      onClick={event => {
        link.onClick?.(event);
        if (link.path) locationService.push(link.path);
      }}
    >
      {link.title}
    </Button>
  ));
}
