// What Kingfisher adds to its pages in the browser. Every page works without it. Nothing is kept in the browser: words not yet
// saved stay in the open form, and only there.
'use strict';

(() => {
  const FIRST_WAIT = 2000 // milliseconds from the last key to saving
  const LONGEST_WAIT = 60000
  const unsaved = new Set()

  const clock = () => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

  // Signing in again, in another tab, changes the token that says a form is ours. Open forms take the new one, if it is the
  // same person who signed in: nobody's words are saved as another's.
  const TOKEN = 'input[name=csrfmiddlewaretoken]'
  const who = (page) => page.querySelector('.kf-signed-in')?.textContent.trim()
  async function renew () {
    const answer = await fetch('/', { credentials: 'same-origin' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const token = page.querySelector(TOKEN)?.value
    if (!token || !who(page) || who(page) !== who(document)) return false
    document.querySelectorAll(TOKEN).forEach((field) => { field.value = token })
    return true
  }

  // Drafts: <form data-draft data-draft-url="..."> is sent as it is typed. The server answers any 2xx.
  function keepDraft (form) {
    const status = form.querySelector('[data-draft-status]') || form.appendChild(document.createElement('p'))
    status.classList.add('kf-draft-status')
    status.setAttribute('role', 'status')
    let timer = null
    let wait = FIRST_WAIT
    let sending = false
    let changed = false

    const say = (words, waiting) => {
      if (status.textContent !== words) status.textContent = words // the same words are not announced twice
      status.classList.toggle('kf-draft-status--waiting', Boolean(waiting))
    }

    const soon = (after) => {
      clearTimeout(timer)
      timer = setTimeout(send, after)
    }

    const failed = (why) => {
      unsaved.add(form)
      wait = Math.min(wait * 2, LONGEST_WAIT)
      say(`${why} What you typed is still here on this page. Trying again in ${Math.round(wait / 1000)} seconds.`, true)
      soon(wait)
    }

    const body = () => {
      const data = new FormData(form)
      for (const field of form.querySelectorAll('input[type=file], input[type=password]')) data.delete(field.name)
      return data
    }

    const post = () => fetch(form.dataset.draftUrl, {
      method: 'POST', body: body(), credentials: 'same-origin', redirect: 'manual', headers: { 'X-Kingfisher-Draft': '1' }
    })

    async function send () {
      if (sending || !unsaved.has(form)) return
      sending = true
      changed = false
      try {
        let answer = await post()
        if (answer.status === 403 && await renew()) answer = await post()
        if (answer.ok) {
          wait = FIRST_WAIT
          if (!changed) unsaved.delete(form)
          say(`Saved at ${clock()}`)
        } else if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
          failed('Not saved: you may have been signed out. Sign in again in another tab and saving goes on by itself.')
        } else {
          failed('Not saved yet.')
        }
      } catch {
        failed('Not saved yet: there is no connection.')
      } finally {
        sending = false
        if (changed) soon(wait)
      }
    }

    form.addEventListener('input', () => {
      changed = true
      unsaved.add(form)
      soon(wait)
    })
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      unsaved.delete(form)
    })
    window.addEventListener('online', () => soon(0))
    document.addEventListener('visibilitychange', () => { if (!document.hidden) soon(0) }) // back from signing in, say
  }

  // <form data-warn-unsaved>: not saved as it is typed, but nobody leaves it by accident.
  function watch (form) {
    form.addEventListener('input', () => unsaved.add(form))
    form.addEventListener('submit', () => unsaved.delete(form))
  }

  window.addEventListener('beforeunload', (event) => {
    if (unsaved.size) event.preventDefault()
  })

  // Settling by keyboard: within [data-rows], j and k go to the next and the previous [data-row], a presses its [data-accept].
  // Off while typing, and off altogether by the [data-shortcuts] tick box (WCAG 2.1.4); the choice is kept in a small cookie.
  const typing = (where) => where.isContentEditable ||
    /^(textarea|select)$/i.test(where.tagName) ||
    (where.tagName === 'INPUT' && !/^(checkbox|radio|button|submit)$/.test(where.type))

  function keyboardRows (list) {
    const box = document.querySelector('[data-shortcuts]')
    let on = !/(^|; )kingfisher_shortcuts=off/.test(document.cookie)
    if (box) {
      box.checked = on
      box.addEventListener('change', () => {
        on = box.checked
        document.cookie = `kingfisher_shortcuts=${on ? 'on' : 'off'}; path=/; max-age=31536000; samesite=strict`
      })
    }
    const rows = () => [...list.querySelectorAll('[data-row]')].filter((row) => row.offsetParent !== null)
    const go = (row) => {
      if (!row) return
      if (!row.hasAttribute('tabindex')) row.tabIndex = -1
      row.focus()
      row.scrollIntoView({ block: 'nearest' })
    }
    const accept = (row) => {
      const choice = row && row.querySelector('[data-accept]')
      if (!choice || choice.disabled) return false
      choice.click() // a button sends its form; a radio or tick box is chosen, and its change is heard as by hand
      return choice.matches('input[type=radio], input[type=checkbox]')
    }
    document.addEventListener('keydown', (event) => {
      if (!on || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      if (!(event.target instanceof HTMLElement) || typing(event.target)) return
      const all = rows()
      const at = all.findIndex((row) => row.contains(document.activeElement))
      if (event.key === 'j') go(all[Math.min(at + 1, all.length - 1)])
      else if (event.key === 'k') go(all[Math.max(at - 1, 0)])
      else if (event.key === 'a' && at >= 0) { if (accept(all[at])) go(all[at + 1]) } else return
      event.preventDefault()
    })
  }

  // <div id data-refresh-url data-refresh-every="2">: fetched again and again until it holds [data-refresh-done].
  function refresh (region) {
    let every = 1000 * (Number(region.dataset.refreshEvery) || 2)
    const again = async () => {
      if (region.querySelector('[data-refresh-done]')) return
      try {
        const answer = await fetch(region.dataset.refreshUrl, { credentials: 'same-origin', redirect: 'manual' })
        if (!answer.ok) throw new Error(String(answer.status))
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const fresh = (region.id && page.getElementById(region.id)) || page.body
        region.replaceChildren(...fresh.childNodes)
      } catch {
        every = Math.min(every * 2, LONGEST_WAIT)
      }
      setTimeout(again, every)
    }
    region.setAttribute('aria-live', 'polite')
    setTimeout(again, every)
  }

  // <p data-wider="id" hidden>: shown while what stands in that region is wider than the region.
  function sayWider (words) {
    const region = document.getElementById(words.dataset.wider)
    new ResizeObserver(() => { words.hidden = region.scrollWidth <= region.clientWidth }).observe(region)
  }

  document.querySelectorAll('form[data-draft][data-draft-url]').forEach(keepDraft)
  document.querySelectorAll('form[data-warn-unsaved]').forEach(watch)
  document.querySelectorAll('[data-rows]').forEach(keyboardRows)
  document.querySelectorAll('[data-refresh-url]').forEach(refresh)
  document.querySelectorAll('[data-wider]').forEach(sayWider)
  document.querySelectorAll('[data-print]').forEach((button) => button.addEventListener('click', () => window.print()))
})()
