/** Refusals of the identity room, and those that any room may give, in both languages. */

export const identityProblemTexts = {
  ACCOUNT_LOCKED: {
    zh: '登录失败次数过多，账号已锁定，请在 {minutes} 分钟后再试。',
    en: 'Too many failed sign-ins: the account is locked. Try again in {minutes} minutes.',
  },
  DEMO_ACCOUNTS_OFF: {
    zh: '演示账号仅限本机使用，此服务器未开放。',
    en: 'Demo accounts work on the local machine only; this server does not allow them.',
  },
  EMAIL_TAKEN: { zh: '该邮箱已被使用。', en: 'This e-mail address is already in use.' },
  FORBIDDEN: { zh: '您没有进行此操作的权限。', en: 'You are not allowed to do this.' },
  GRANT_NOT_FOUND: { zh: '该角色授权不存在。', en: 'There is no such role grant.' },
  INPUT_INVALID: { zh: '“{field}”填写有误。', en: '“{field}” is not valid.' },
  PASSWORD_TOO_WEAK: {
    zh: '密码至少 10 位，并包含大写字母、小写字母、数字、符号中的三类。',
    en: 'The password needs at least 10 characters of three kinds: upper case, lower case, digits, symbols.',
  },
  PERSON_NOT_FOUND: { zh: '该人员不存在。', en: 'There is no such person.' },
  ROLE_NEEDS_INSTITUTION: { zh: '此角色须指定所属单位。', en: 'This role needs an institution.' },
  ROLE_IS_CITYWIDE: {
    zh: '此角色为全市角色，不能指定单位。',
    en: 'This role is for the whole city and takes no institution.',
  },
  SIGN_IN_FAILED: { zh: '邮箱或密码不正确。', en: 'The e-mail address or the password is wrong.' },
  SIGN_IN_REQUIRED: { zh: '请先登录。', en: 'Please sign in first.' },
  TOKEN_NOT_FOUND: { zh: '该访问令牌不存在。', en: 'There is no such API token.' },
  TOKEN_SCOPE_MISSING: {
    zh: '访问令牌没有“{scope}”权限范围。',
    en: 'The API token lacks the scope “{scope}”.',
  },
} as const
