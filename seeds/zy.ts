import SqliteDatabase from 'better-sqlite3'
const probe = new SqliteDatabase(':memory:')
const P = Object.getPrototypeOf(probe.prepare('select 1'))
const T = new Map<string,[number,number]>()
for (const m of ['all','run','get'] as const) {
  const o = P[m]
  P[m] = function(this: any, ...a: any[]) { const s=performance.now(); try { return o.apply(this,a) } finally { const t=T.get(this.source)??[0,0]; t[0]+=performance.now()-s; t[1]++; T.set(this.source,t) } }
}
process.on('exit',()=>{ for (const [q,[t,n]] of [...T].sort((a,b)=>b[1][0]-a[1][0]).slice(0,14)) console.log(Math.round(t),'ms',n,'x',(t/n).toFixed(3), q.slice(0,260)); console.log('total', [...T.values()].reduce((a,b)=>a+b[0],0), [...T.values()].reduce((a,b)=>a+b[1],0)) })
await import('./zz.ts')
