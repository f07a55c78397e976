import { chromium } from 'playwright-core'
const [,, who, ...paths] = process.argv
const b = await chromium.launch({ executablePath: '/tmp/chromium', args: ['--no-sandbox','--headless','--disable-gpu','--no-zygote'] })
for (const [name, w, h] of [['d', 1440, 900], ['p', 390, 844]]) {
  const c = await b.newContext({ viewport: { width: w, height: h }, locale: 'zh-CN' })
  const p = await c.newPage()
  await p.goto('http://127.0.0.1:4123/sign-in')
  await p.getByLabel('邮箱').fill(who + '@demo.local'); await p.getByLabel('密码', { exact: true }).fill('Ordos-demo-2026')
  await p.keyboard.press('Enter'); await p.waitForURL((u) => !u.pathname.includes('sign-in'))
  for (const path of paths) {
    await p.goto('http://127.0.0.1:4123' + path); await p.waitForLoadState('networkidle').catch(() => {}); await p.waitForTimeout(600)
    await p.screenshot({ path: `/tmp/demo/${who}${path.replace(/[^a-z0-9]+/gi, '_')}-${name}.png`, fullPage: true })
    const o = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (o > 0) console.log('overflow', path, name, o)
  }
  await c.close()
}
await b.close()
