// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Python: servers, workers, notebooks, test runners, installers.
  static let python: StaticString = """
    python, python3, python2, py, pypy, pypy3
      takes -W -X -c -m
      ordered
      builds -m=build
      runs -m
      quick -c|-V
      repl -i
      repl $
      program manage.py|*/manage.py
      serves server.py|*/server.py|app.py|*/app.py|serve.py|*/serve.py|run_server.py|runserver.py|wsgi.py
      works worker.py|*/worker.py|bot.py|*/bot.py
      builds setup.py build*|bdist*|sdist
      installs setup.py install|develop
      tests setup.py test
      tests *test_*.py|*_test.py|runtests.py|*/runtests.py
      computes *train*.py
      opaque
    http.server, SimpleHTTPServer, smtpd, aiosmtpd, RangeHTTPServer, ComplexHTTPServer, pyftpdlib
      serves
    pydoc
      serves -p|-b|-n
      fullscreen
    venv, virtualenv, ensurepip
      installs
    unittest, doctest
      tests
    compileall
      builds
    pdb, ipdb, pudb
      fullscreen
    timeit, cProfile
      computes
    manage.py
      serves runserver|runserver_plus|testserver|run_gunicorn|livereload
      works qcluster|rqworker|celery|process_tasks|run_huey|rundramatiq|runworker|db_worker
      watches tailwind start
      repl shell|shell_plus|dbshell
      interactive createsuperuser|changepassword
      provisions migrate|loaddata|collectstatic|dumpdata|syncdb
      tests test
      quick
    django-admin
      serves runserver
      tests test
      quick
    flask
      takes -A --app -e --env-file
      serves run
      repl shell
      provisions db upgrade|downgrade
      quick
    uvicorn, hypercorn, daphne, granian, sanic, bjoern, waitress-serve, mod_wsgi-express, robyn
      quick setup-server
      serves
    gunicorn
      detaches -D|--daemon
      asks --check-config|--print-config
      serves
    uwsgi
      detaches --daemonize|-d|--stop|--reload
      serves
    litestar, fastapi, starlette, quart
      serves run|dev
      transfers deploy
      quick
    streamlit
      serves run|hello
      quick
    gradio, chainlit, panel, bokeh, voila, mesop, solara, shiny, marimo, datasette
      serves run|edit|serve|tutorial|new|hello
      serves *.py|*.ipynb|*.db
      quick
    superset
      serves run
      provisions db
      quick
    jupyter
      asks --version|--paths|--data-dir, notebook|server|lab list|stop, kernelspec|troubleshoot
      interactive notebook|server password
      builds lab build
      installs labextension install
      serves lab|notebook|server|voila
      serves --notebook-dir|--port
      repl console
      converts nbconvert
      computes execute
      quick
    jupyter-lab, jupyter-notebook, jupyterhub, jupyter-server
      asks list|stop
      serves
    ipython, ptpython, bpython
      takes -c --profile
      quick -c
      repl $
      repl -i
      quick
    celery
      takes -A --app -b --broker --workdir
      detaches multi
      detaches worker|beat --detach|-D
      works worker|beat
      serves flower
      follows events
      quick
    rq, arq, taskiq, dramatiq, huey_consumer, huey_consumer.py, pgqueuer, procrastinate
      quick info|status|empty|requeue|suspend|resume
      works
    airflow
      detaches webserver|scheduler|worker|triggerer|standalone|celery -D|--daemon
      serves webserver|standalone|api-server
      works scheduler|worker|triggerer|dag-processor
      works celery worker
      provisions db
      tests tasks|dags test
      quick
    prefect
      serves server start
      works worker|agent start
      quick
    dagster
      serves dev
      quick
    dagster-webserver, dagit
      serves
    mlflow
      serves server|ui, models serve
      quick
    tensorboard, visdom, optuna-dashboard, netron
      quick --inspect
      serves
    aim
      serves up
      quick
    pytest, py.test, nose2, nosetests, tox, nox, behave, robot, green, stestr, ward, trial, zope-testrunner
      asks --collect-only|--co|--fixtures|--markers|-l|--list|--listenvs|--list-sessions|--setup-plan
      watches -f|--looponfail
      interactive --pdb|--trace
      tests
    locust
      tests --headless|--no-web
      serves
    coverage
      takes -m --source --rcfile
      runs run -m
      tests run
      quick
    pip, pip3
      takes -r --requirement -c --constraint -i --index-url --extra-index-url -t --target --proxy
      installs install|download|wheel
      quick
    pipx
      installs install|upgrade|upgrade-all|reinstall|reinstall-all|inject|install-all
      quick
    uv
      takes --directory --project --python -p --cache-dir
      installs sync|add|lock|venv
      installs python|tool install|upgrade
      installs pip install|sync|compile
      transfers publish
      builds build
      quick
    uv run
      takes --directory --project --python -p --with --with-requirements --extra --group --package
      takes --env-file
      takes -m --module
      ordered
      runs -m|--module
      runs
    uvx, uv tool run, pipx run
      takes --from --with --python -p --spec
      ordered
      runs
    poetry
      takes -C --directory -P --project
      interactive shell|init
      installs install|add|update|lock|sync
      installs self update|add
      builds build
      transfers publish
      quick
    poetry run, poetry exec, pipenv run, pdm run, rye run, hatch run, pixi run
      takes -s -p --project -e --env --environment --manifest-path -C --directory
      ordered
      runs
      script *
    pipenv
      interactive shell
      installs install|update|sync|lock|upgrade
      quick
    pdm, rye
      takes -p --project
      interactive init
      installs install|add|update|sync|lock|fetch
      builds build
      tests test
      transfers publish
      quick
    hatch
      takes -e --env -p --project
      interactive shell
      builds build
      transfers publish
      tests test
      quick
    pixi
      interactive shell
      installs install|add|update|upgrade
      installs global install
      quick
    mkdocs, mike, zensical, properdocs
      takes -f --config-file -a --dev-addr
      serves serve
      builds build|gh-deploy|deploy
      quick
    sphinx-build
      builds
    sphinx-autobuild
      watches
    pelican
      serves -l|--listen
      watches -r|--autoreload
      builds
    nikola
      serves serve|auto
      builds build|deploy
      quick
    lektor
      serves server|serve
      builds build
      quick
    invoke, inv, fab, doit, pyinvoke, poe, taskipy, duty
      takes -c --collection -r --search-root -H --hosts -C --root
      asks -l|--list, list
      targets
    scrapy
      repl shell
      computes crawl|runspider|bench
      quick
    mypy, pyright, black, ruff, flake8, isort, pylint, bandit, pyre, ty, basedpyright
      watches -w|--watch
      quick
    pyinstaller, nuitka, cython, flit, twine, briefcase, cibuildwheel, pybuild
      serves dev
      interactive new|init
      transfers upload|publish
      builds
    maturin
      builds build|develop
      transfers publish|upload
      quick
    cookiecutter, copier, cruft
      interactive
    ansible-playbook
      asks --syntax-check|--list-hosts|--list-tasks|--list-tags
      interactive -K|--ask-become-pass|-k|--ask-pass|--step|--ask-vault-pass|-J
      provisions
    ansible
      interactive -K|--ask-become-pass|-k|--ask-pass
      quick
    ansible-galaxy
      installs install, collection|role install
      quick
    ansible-pull
      provisions
    ansible-vault
      interactive
    ansible-console
      repl
    molecule
      tests test|converge|verify|create
      interactive login
      quick
    yt-dlp, youtube-dl, gallery-dl, spotdl, gdown
      asks -F|--list-formats|--list-subs|-g|--get-url|-e|--get-title|-j|--dump-json|-s|--simulate|--update
      asks -U
      transfers
    huggingface-cli, hf
      interactive login, auth login
      transfers download|upload
      quick
    vllm
      serves serve
      computes bench
      quick
    torchrun, deepspeed
      computes
    accelerate
      interactive config
      computes launch
      quick
    alembic
      provisions upgrade|downgrade
      quick
    dbt
      serves docs serve
      computes run|build|test|seed|snapshot|compile
      computes docs generate
      installs deps
      quick
    pre-commit, prek
      installs install-hooks|autoupdate
      tests run
      quick
    mitmdump, mitmweb
      serves
    mitmproxy
      fullscreen
    snakemake
      takes -c --cores -j --jobs -s --snakefile
      asks -n|--dry-run|--dryrun|--list|--lint|--dag
      computes
    """
}
