import type { Guardrail } from '../guardrail';
import { attemptCap } from './attemptCap';
import { blastRadius } from './blastRadius';
import { blind } from './blind';
import { brake } from './brake';
import { ceiling } from './ceiling';
import { cooldown } from './cooldown';
import { errorBudget } from './errorBudget';
import { growth } from './growth';
import { holdBack } from './holdBack';
import { humanSaidNo } from './humanSaidNo';
import { humanTouch } from './humanTouch';
import { irreversible } from './irreversible';
import { lowSupport } from './lowSupport';
import { oneAtATime } from './oneAtATime';
import { onlyFiring } from './onlyFiring';
import { onlyPredicted } from './onlyPredicted';
import { oscillation } from './oscillation';
import { policyMode } from './policyMode';
import { protectedTarget } from './protectedTarget';
import { rateLimit } from './rateLimit';
import { recurring } from './recurring';
import { silenced } from './silenced';
import { soundStep } from './soundStep';
import { storm } from './storm';
import { triedBefore } from './triedBefore';

export const guardrails: Guardrail[] = [
  brake,
  soundStep,
  ceiling,
  protectedTarget,
  policyMode,
  onlyFiring,
  onlyPredicted,
  humanSaidNo,
  triedBefore,
  attemptCap,
  oscillation,
  oneAtATime,
  cooldown,
  rateLimit,
  growth,
  blastRadius,
  humanTouch,
  recurring,
  errorBudget,
  storm,
  silenced,
  blind,
  lowSupport,
  holdBack,
  irreversible,
];
