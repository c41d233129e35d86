/** The number of a replica that is called after its service, as those of a StatefulSet are. */
export function slotOf(service: string, instance: string | undefined): number | undefined {
  if (!instance?.startsWith(`${service}-`)) return undefined;
  const number = instance.slice(service.length + 1);
  return /^\d{1,3}$/.test(number) ? Number(number) : undefined;
}
