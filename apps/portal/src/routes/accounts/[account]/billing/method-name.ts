import { m } from '@mandate/messages';

/** "Visa ending in 4242" */
export const methodName = ({ label, lastFour }: { label: string; lastFour: string }) =>
  m.billing_method_ending({ label, digits: lastFour });
