/** What the panel of the ledger asks. */

import { graphql } from '../gql/gql.ts'

export const FinanceLedgerDocument = graphql(/* GraphQL */ `
  query FinanceLedger($providerId: ID) {
    ledgerCheck(providerId: $providerId) {
      balanced
      debitFen
      creditFen
      transferCount
      balances {
        account
        labelZh
        labelEn
        balanceFen
      }
    }
  }
`)

export const FinanceLedgerChainDocument = graphql(/* GraphQL */ `
  query FinanceLedgerChain {
    ledgerChain {
      sealedCount
      unsealedCount
      brokenAt
      brokenTransferId
    }
  }
`)
