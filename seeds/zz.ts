import { openStore } from '../server/platform/db.ts'
import { dialectOf } from '../server/platform/dialect/choose.ts'
import { migrate } from '../server/platform/migrate.ts'
import { seedDemo } from './demo.ts'
import { pino } from 'pino'
import { rmSync } from 'node:fs'
const url=process.env.U ?? 'sqlite:/tmp/zz.db'
for (const x of ['','-wal','-shm']) rmSync('/tmp/zz.db'+x,{force:true})
const d=dialectOf(url); await migrate(d); const store=openStore(d)
console.time('all')
await seedDemo({store,now:Date.now(),historyDays:Number(process.env.DAYS??35),log:pino()})
console.timeEnd('all')
await store.close()
