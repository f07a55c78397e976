/** Sentences of the catalog and of the instrument's page. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/catalog.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Instruments',
  results: 'Results',
  found: '{{count}} instruments',
  perHour: '/ hour',
  search: {
    label: 'Search instruments',
    placeholder: 'Name, model, what to measure, institution …',
  },
  sort: { label: 'Order', relevance: 'Relevance', name: 'Name', newest: 'Newest' },
  facets: {
    label: 'Filters',
    open: 'Filters',
    openCount: 'Filters ({{count}})',
    show: 'Show {{count}}',
    category: 'Category',
    institution: 'Institution',
    share: 'Sharing',
    more: '{{count}} more',
    less: 'Fewer',
    remove: 'Remove: {{name}}',
  },
  map: {
    label: 'Filter by district',
    district: '{{name}}: {{count}} instruments',
    caption: 'Schematic; does not show administrative boundaries',
  },
  free: {
    title: 'Free when',
    choose: 'Choose a time',
    change: 'Change',
    clear: 'Clear',
    day: 'Day',
    from: 'From',
    to: 'To',
    apply: 'Only instruments free then',
    backwards: 'The end must be after the start',
    free: 'free',
    now: 'Free now',
    busy: 'Not free now',
    next: 'Next free {{when}}',
    none: 'Nothing free soon',
  },
  when: { today: 'today {{time}}', tomorrow: 'tomorrow {{time}}' },
  empty: {
    title: 'No instrument fits',
    text: 'Remove a condition, use other words (a task or a model), or look at another time.',
    clear: 'Clear all conditions',
  },
  serviceMode: { SELF_USE: 'Self-use', SAMPLE_SUBMISSION: 'Sample submission', TEST_ITEM: 'Test item' },
  shareMode: { INTERNAL: 'Internal only', EXTERNAL: 'Shared externally', NONE: 'Not shared' },
  runStatus: {
    NORMAL: 'Normal',
    STANDBY: 'Standby',
    REMOTE: 'Remote operation',
    OCCASIONAL_FAULT: 'Occasional faults',
    FREQUENT_FAULT: 'Frequent faults',
    AWAIT_REPAIR: 'Awaiting repair',
    AWAIT_SCRAP: 'Awaiting disposal',
  },
}
