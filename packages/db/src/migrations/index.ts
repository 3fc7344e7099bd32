import { Foundation } from './001_foundation.ts';
import { OwnershipOffers } from './002_ownership_offers.ts';
import { MailTruth } from './003_mail_truth.ts';
import { EndReminders } from './004_end_reminders.ts';
import { ReportNames } from './005_report_names.ts';
import { DecidedOnce } from './006_decided_once.ts';
import { FairMail } from './007_fair_mail.ts';

/** In the order in which they run; a name is never changed once it has run anywhere. */
export const migrationsList = [
  { name: '001_foundation', class: Foundation },
  { name: '002_ownership_offers', class: OwnershipOffers },
  { name: '003_mail_truth', class: MailTruth },
  { name: '004_end_reminders', class: EndReminders },
  { name: '005_report_names', class: ReportNames },
  { name: '006_decided_once', class: DecidedOnce },
  { name: '007_fair_mail', class: FairMail },
];
