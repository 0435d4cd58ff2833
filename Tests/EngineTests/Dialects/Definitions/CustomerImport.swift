extension TasksExampleTests {
  /// A nightly import: skipping, counting, data functions, joins after failures and a schema as parameters.
  static let customerImport = """
    ref: crm.import_customers
    label: Import customers
    tags: [nightly, crm]
    parameters:
      type: object
      required: [source]
      properties:
        source: {type: string, enum: [csv, api, none]}
        limit: {type: integer, minimum: 1, default: 1000}
        regions: {type: array, items: {type: string}, default: [eu, us]}
    vars:
      imported: 0
      failures: []
      rows: []
      report: {}
    tasks:
      - name: from_csv
        action: files.read
        when: "{{ parameters.source == 'csv' }}"
        input: {path: "{{ config.import_path | default('/srv/import.csv') }}"}
        next:
          - {when: "{{ succeeded() }}", publish: [{rows: "{{ rows + result() }}"}], do: [gathered]}
          - {when: "{{ not succeeded() }}", publish: [{failures: "{{ failures + ['csv ' | append(task.from_csv.status)] }}"}], do: [gathered]}
      - name: from_api
        action: http.fetch
        when: "{{ parameters.source == 'api' }}"
        with_items: "{{ parameters.regions }}"
        concurrency: 2
        input: {url: "https://{{ item }}.example.org/customers", page: "{{ index }}"}
        retry: {count: 3, delay: 2, backoff: linear, max_delay: 30}
        next:
          - {when: "{{ succeeded() }}", publish: [{rows: "{{ rows + flat(result()) }}"}], do: [gathered]}
          - when: "{{ failed() or timed_out() or skipped() }}"
            publish: [{failures: "{{ failures + ['api ' | append(task.from_api.status)] }}"}]
            do: [gathered]
      - name: gathered
        join: 2
        action: core.noop
        decision:
          - {when: "{{ not vars.rows }}", next: empty}
          - {when: "{{ count(vars.rows) > parameters.limit }}", next: too_many}
          - {default: clean}
      - name: empty
        action: core.noop
        publish: [{report: {state: empty, failures: "{{ failures }}"}}]
      - name: too_many
        action: core.ask
        input:
          prompt: "{{ count(rows) }} rows, {{ parameters.limit }} allowed. Import the first {{ parameters.limit }}?"
          assigned_to: crm
          timeout: 7200
        next:
          - when: "{{ succeeded() and result().response.approved }}"
            publish: [{rows: "{{ slice(rows, 0, parameters.limit) }}"}]
            do: clean
          - when: "{{ timed_out() }}"
            publish: {report: {state: nobody answered}}
      - name: clean
        action: data.clean
        input:
          rows: "{{ rows }}"
          emails: "{{ rows | map(attribute='email') | unique | sort }}"
          widest: "{{ max(abs(-3), min(5, 4)) }}"
          kinds: "{{ [type_of(rows), type_of(1), type_of('x')] }}"
        timeout: 120
        on_success: [{publish: {rows: "{{ result().rows }}"}, do: store}]
        on_failure: [{publish: {report: {state: dirty, why: "{{ error.message | lower }}"}}}]
      - name: store
        action: crm.upsert
        with_items: "{{ chunks(vars.rows, 2) }}"
        concurrency: 3
        input: {rows: "{{ item }}", key: "{{ uuid() }}"}
        next:
          - when: "{{ succeeded() }}"
            publish:
              - imported: "{{ sum(result()) }}"
              - report: "{{ merge({'state': 'imported'}, {'rows': length(rows), 'failures': failures}) }}"
            do: notify
          - {when: "{{ failed() }}", do: [notify], publish: {report: {state: store failed}}}
      - name: notify
        action: core.echo
        delay: 1
        input:
          message: "{{ report | to_json }}"
          matches: "{{ match(parameters.source, '^(csv|api)$') }}"
          first: "{{ (rows | first).email | default('nobody') | trim }}"
    output_map:
      imported: "{{ int(imported) }}"
      report: "{{ vars.report }}"
    """
}
