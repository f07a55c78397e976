/** Refusals of the feed room, in both languages. */

export const feedProblemTexts = {
  FEED_ARGUMENT_EXCLUSIVE: {
    zh: 'resumptionToken 须单独使用，不能与其他参数并用。',
    en: 'A resumptionToken stands alone: give no other argument with it.',
  },
  FEED_ARGUMENT_MISSING: { zh: '缺少参数 {argument}。', en: 'The argument {argument} is missing.' },
  FEED_ARGUMENT_REPEATED: {
    zh: '参数 {argument} 重复出现。',
    en: 'The argument {argument} is given more than once.',
  },
  FEED_ARGUMENT_UNKNOWN: {
    zh: '此动词没有参数 {argument}。',
    en: 'This verb has no argument {argument}.',
  },
  FEED_DATE_INVALID: {
    zh: '参数 {argument} 须为 YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ssZ。',
    en: 'The argument {argument} must be YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.',
  },
  FEED_FORMAT_UNKNOWN: {
    zh: '不提供此元数据格式，可用格式见 ListMetadataFormats。',
    en: 'This metadata format is not offered; see ListMetadataFormats.',
  },
  FEED_GRANULARITY_MIXED: {
    zh: 'from 与 until 的时间精度须一致。',
    en: 'The arguments from and until must have the same granularity.',
  },
  FEED_NOTHING_MATCHES: { zh: '没有符合条件的记录。', en: 'No record matches.' },
  FEED_RANGE_BACKWARDS: { zh: 'until 早于 from。', en: 'The argument until is before from.' },
  FEED_RECORD_NOT_FOUND: {
    zh: '没有此标识符的记录。',
    en: 'There is no record with this identifier.',
  },
  FEED_SET_INVALID: { zh: '集合标识书写有误。', en: 'This is not how a set is written.' },
  FEED_TOKEN_INVALID: {
    zh: '此 resumptionToken 无效，请从头开始收割。',
    en: 'This resumptionToken is not valid; begin the harvest anew.',
  },
  FEED_VERB_UNKNOWN: {
    zh: '请给出且仅给出一个 OAI-PMH 2.0 动词。',
    en: 'Give exactly one verb of OAI-PMH 2.0.',
  },
  SUBGRAPH_CLOSED: {
    zh: '子图接口未对外开放：服务器须设置 SUBGRAPH_TOKEN。',
    en: 'The subgraph is not open: the server must set SUBGRAPH_TOKEN.',
  },
  SUBGRAPH_TOKEN_WRONG: {
    zh: '子图接口需要正确的访问令牌。',
    en: 'The subgraph needs the right bearer token.',
  },
} as const
