/** Tables owned by identity. Secrets are stored as hashes only. */

import type { Role } from './rules.ts'

export type PersonTable = {
  id: string
  /** Lower case. */
  email: string
  name_zh: string
  name_en: string | null
  institution_id: string | null
  password_hash: string
  failed_sign_ins: number
  locked_until: number
  calendar_token_hash: string | null
  is_demo: number
  created_at: number
}

export type SessionTable = {
  token_hash: string
  person_id: string
  created_at: number
  last_seen_at: number
  expires_at: number
}

export type ApiTokenTable = {
  id: string
  person_id: string
  name: string
  token_hash: string
  /** Comma-separated. */
  scopes: string
  created_at: number
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
}

export type RoleGrantTable = {
  id: string
  person_id: string
  role: Role
  /** Null for city roles. */
  institution_id: string | null
  created_at: number
}

export type IdentityTables = {
  person: PersonTable
  session: SessionTable
  api_token: ApiTokenTable
  role_grant: RoleGrantTable
}
