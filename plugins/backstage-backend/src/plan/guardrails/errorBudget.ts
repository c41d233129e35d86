import { budgetEffect } from '@autocura/common';
import type { Guardrail } from '../guardrail';
import { changedBy } from '../policy';

/** A service that may fail no more is changed by people, and so is one whose budget was spent by changing it or is not known. */
export const errorBudget: Guardrail = {
  id: 'error-budget',
  keeps: ['G-74'],
  judge({ step, hypothesis }, { budgets = [] }) {
    const concerned = budgets.filter(({ service }) => service === changedBy(step) || service === hypothesis.service);
    const frozen = concerned.find(one => budgetEffect(one) === 'frozen');
    if (frozen) {
      const share = `${Math.round(frozen.spentByHealing * 100)} %`;
      const reason = `acting has itself spent ${share} of the error budget of ${frozen.objective} (${frozen.service})`;
      return { decision: 'ask', reason };
    }
    const spent = concerned.find(one => budgetEffect(one) === 'used up');
    if (spent) {
      const reason = `the error budget of ${spent.objective} (${spent.service}) is used up: ${spent.target * 100} % over ${spent.days} days`;
      return { decision: 'ask', reason };
    }
    const dark = concerned.find(one => budgetEffect(one) === 'not measured');
    return (
      dark && {
        decision: 'ask',
        reason: `what is left of the error budget of ${dark.objective} (${dark.service}) is not known: ${dark.unknown}`,
      }
    );
  },
};
